import { create } from 'zustand';

export interface NoticeAction {
  label: string;
  run: () => void;
}

/** Something the person should know, and what can be done about it. */
export interface Notice {
  id: number;
  tone: 'info' | 'error';
  text: string;
  actions?: readonly NoticeAction[];
  /** It tells of work that goes on, and stands until that is over. */
  lasting?: boolean;
}

export const useNotices = create<{ notices: readonly Notice[] }>()(() => ({ notices: [] }));

/** What only informs goes by itself; an error stays until it is dismissed. */
const INFO_FOR_MS = 8000;
const AT_MOST = 4;
let nextId = 1;

/** Gives the notice's id. What stands there in the same words is not said twice. */
export function notify(notice: Omit<Notice, 'id'>): number {
  const standing = useNotices.getState().notices.find(({ text }) => text === notice.text);
  if (standing !== undefined && notice.actions === undefined) return standing.id;
  const id = nextId++;
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(1 - AT_MOST), { ...notice, id }] }));
  if (notice.tone === 'info' && notice.lasting !== true) setTimeout(() => dismiss(id), INFO_FOR_MS);
  return id;
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
