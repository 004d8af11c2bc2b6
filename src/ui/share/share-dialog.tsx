import type { ReactNode } from 'react';
import type { DialogName } from './dialog-name.ts';
import { TraceDialog } from './trace-dialog.tsx';

type Props = { readonly name: DialogName; readonly onClose: () => void };

export function ShareDialog({ name, onClose }: Props): ReactNode {
  switch (name) {
    case 'trace':
      return <TraceDialog onClose={onClose} />;
  }
}
