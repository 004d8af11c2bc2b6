import type { Catalog } from '../../../core/model/index.ts';
import type { HuntRoom } from '../../../store/hunt.ts';

/** What each part of the page works with. */
export type RoomProps = { readonly room: HuntRoom; readonly catalog: Catalog };
