import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { openFile, openText } from '../../store/kept/files.ts';
import type { Lab } from '../../store/lab.ts';
import { useLab } from '../lab-context.ts';

/** Files and links may be dropped anywhere on the page, or pasted where nobody is typing. */
export function DropZone(): ReactNode {
  const lab = useLab();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => listen(lab, setIsOver), [lab]);
  if (!isOver) return null;
  return (
    <div className="drop-zone" aria-hidden="true">
      <p>Drop a scenario, a recording or a link to open it</p>
    </div>
  );
}

function listen(lab: Lab, setIsOver: (isOver: boolean) => void): () => void {
  const over = (event: DragEvent): void => {
    if (!isOurs(event.dataTransfer)) return;
    // Without this the browser would leave the page for the file.
    event.preventDefault();
    setIsOver(true);
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) setIsOver(false);
  };
  const drop = (event: DragEvent): void => {
    setIsOver(false);
    if (!isOurs(event.dataTransfer)) return;
    event.preventDefault();
    take(lab, event.dataTransfer);
  };
  const paste = (event: ClipboardEvent): void => {
    if (isTyping(event.target)) return;
    take(lab, event.clipboardData);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  window.addEventListener('paste', paste);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
    window.removeEventListener('paste', paste);
  };
}

/** A file, a link or text from elsewhere. */
function isOurs(data: DataTransfer | null): boolean {
  return (
    data !== null &&
    ['Files', 'text/uri-list', 'text/plain'].some((type) => data.types.includes(type))
  );
}

/** Of several files the first: there is one run on the screen. */
function take(lab: Lab, data: DataTransfer | null): void {
  const file = data?.files[0];
  if (file) {
    void openFile(lab, file);
    return;
  }
  const text = data?.getData('text/plain') ?? '';
  if (text !== '') void openText(lab, text);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}
