import { t } from "../../words/words.js";

/** To come. */
export default function Delegate({ id }: { readonly id: string; readonly page?: string }) {
  return (
    <p>
      {t("page.loading")} {id}
    </p>
  );
}
