import './sheet.css';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../i18n';
import { IconButton } from './Button';

/** Comes up from below on a phone, in the middle elsewhere. Escape, focus and the quiet page behind are the browser's. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the sheet closes it, and Escape does for keyboards
    <dialog
      ref={dialog}
      className="sheet"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="stack inside">
        <header className="row whole between">
          <h2 className="capital">{title}</h2>
          <IconButton icon="close" label={t.close} onClick={close} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
