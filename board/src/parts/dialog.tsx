import { type ReactNode, useEffect, useId, useRef } from "react";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the safe one first: it has the focus where there is no field. */
  readonly actions: ReactNode;
  readonly wide?: boolean;
}

/** A native dialog: focus inside, Escape closes, focus goes back to where it was. */
export function Dialog({ title, onClose, children, actions, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // By itself the focus might go to the body, which scrolls.
      dialog.querySelector<HTMLElement>("select, input, textarea, .dialog-actions > *")?.focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={element} aria-labelledby={heading} className={wide ? "dialog wide" : "dialog"} onClose={onClose}>
      <h2 id={heading}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <div className="dialog-actions">{actions}</div>
    </dialog>
  );
}
