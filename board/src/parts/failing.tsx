import { Component, type ErrorInfo, type ReactNode } from "react";
import { t } from "../words/words.js";

/** Keeps a fault in one part of the screen from taking the others with it; the part can be shown anew. */
export class Failing extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error("A part of the screen failed.", error, componentStack);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="notice is-wrong" role="alert">
        <p>{t("page.partFailed")}</p>
        <button type="button" className="button" onClick={() => this.setState({ hasFailed: false })}>
          {t("page.showAgain")}
        </button>
      </div>
    );
  }
}
