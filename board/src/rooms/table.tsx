import { lazy, useEffect, useState } from "react";
import { useQuery } from "urql";
import { TableDoorDocument } from "../api/generated/session.js";
import { t, withWords } from "../words/words.js";

const Facilitator = lazy(() => withWords("facilitator", import("./facilitator/facilitator.js")));
const Delegate = lazy(() => withWords("delegate", import("./delegate/delegate.js")));
const Hall = lazy(() => withWords("hall", import("./hall/hall.js")));

/** The room of a table that fits the person: who may preside gets the facilitator's, a delegation the delegate's, others the hall's. */
export default function Table({ id }: { readonly id: string }) {
  const [{ data, fetching, error }, ask] = useQuery({
    query: TableDoorDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const [room, setRoom] = useState<"facilitator" | "delegate" | "hall" | null>(null);
  const admission = data?.roundTable?.myAdmission;
  useEffect(() => {
    if (!admission) return;
    setRoom(admission.standing === "STAFF" ? "facilitator" : admission.standing === "DELEGATE" ? "delegate" : "hall");
  }, [admission]);
  if (room === "facilitator") return <Facilitator id={id} />;
  if (room === "delegate") return <Delegate id={id} />;
  if (room === "hall") return <Hall id={id} />;
  return (
    <main className="page">
      <p role="status">{fetching ? t("page.loading") : t(error ? "refusal.UNANSWERED" : "connection.notAdmitted")}</p>
      {!fetching && (
        <button type="button" className="button" onClick={() => ask({ requestPolicy: "network-only" })}>
          {t("page.tryAgain")}
        </button>
      )}
    </main>
  );
}
