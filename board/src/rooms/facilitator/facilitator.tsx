import { t } from "../../words/words.js";

/** To come. */
export default function Facilitator({ id }: { readonly id: string; readonly page?: string }) {
  return (
    <p>
      {t("page.loading")} {id}
    </p>
  );
}
