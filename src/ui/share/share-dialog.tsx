import type { ReactNode } from 'react';
import type { DialogName } from './dialog-name.ts';
import { EmbedDialog } from './embed-dialog.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { TraceDialog } from './trace-dialog.tsx';
import { VideoDialog } from './video-dialog.tsx';

type Props = { readonly name: DialogName; readonly onClose: () => void };

export function ShareDialog({ name, onClose }: Props): ReactNode {
  switch (name) {
    case 'picture':
      return <PictureDialog onClose={onClose} />;
    case 'video':
      return <VideoDialog onClose={onClose} />;
    case 'embed':
      return <EmbedDialog onClose={onClose} />;
    case 'trace':
      return <TraceDialog onClose={onClose} />;
  }
}
