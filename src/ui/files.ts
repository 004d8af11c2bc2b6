/** The browser's ways of giving a file to a person and of asking for one. */

export function saveFile(name: string, parts: readonly BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; until it is released the browser keeps the whole file.
  setTimeout(() => URL.revokeObjectURL(url), RELEASED_AFTER_MS);
}

const RELEASED_AFTER_MS = 60_000;

/** Null where the person thought better of it. */
export function pickFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.hidden = true;
    const answer = (): void => {
      input.remove();
      resolve(input.files?.[0] ?? null);
    };
    input.addEventListener('change', answer);
    input.addEventListener('cancel', answer);
    // An element that nothing holds may be collected while the person still looks for the file, and the answer with it.
    document.body.append(input);
    input.click();
  });
}
