import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { useQuery } from "urql";
import { FacilitatorTableDocument } from "../../api/generated/facilitator.js";
import type { BallotState, FacilitatorTableQuery } from "../../api/generated/types.js";
import { useFeedState } from "../../parts/app-context.js";
import { locale, t } from "../../words/words.js";

export type RoomTable = NonNullable<FacilitatorTableQuery["roundTable"]>;
export type Item = RoomTable["agendaItems"][number];
export type Text = Item["recommendations"][number];
export type Seat = RoomTable["seats"][number];

interface InTable {
  readonly table: RoomTable;
  readonly seats: ReadonlyMap<string, Seat>;
  /** The ballot that is looked at: one that takes votes, else the last one that was not announced, else the last one of the text. */
  readonly ballotId: string | null;
  /** Whether that ballot takes votes, so that no other can be opened. */
  readonly isVoting: boolean;
  /** Whether this person may preside: rapporteurs and others of the staff see the room, and conduct nothing. */
  readonly conducts: boolean;
  readonly textId: string | null;
  readonly chooseText: (id: string) => void;
}

const TableContext = createContext<InTable | null>(null);

export function useTable(): InTable {
  const table = use(TableContext);
  if (!table) throw new Error("There is no table here.");
  return table;
}

const TAKES_VOTES: readonly BallotState[] = ["OPEN", "LOCKING"];

/** The room's table out of the cache, and what is looked at. */
export function TableProvider({
  id,
  children,
}: {
  readonly id: string;
  readonly children: (table: RoomTable) => ReactNode;
}) {
  const { isLoaded, ended } = useFeedState();
  const [{ data }] = useQuery({
    query: FacilitatorTableDocument,
    variables: { id, locale: locale() },
    requestPolicy: "cache-only",
    pause: !isLoaded,
  });
  const [chosen, choose] = useState<string | null>(null);
  const table = data?.roundTable;
  const value = useMemo(() => (table ? looked(table, chosen, choose) : null), [table, chosen]);
  if (!table || !value)
    return (
      <main className="page">
        <p role="status">{t(ended ? "connection.notAdmitted" : "page.loading")}</p>
        <a className="button" href="/">
          {t("page.toLobby")}
        </a>
      </main>
    );
  return <TableContext value={value}>{children(table)}</TableContext>;
}

function looked(table: RoomTable, chosen: string | null, chooseText: (id: string) => void): InTable {
  const texts = table.agendaItems.flatMap(({ recommendations }) => recommendations);
  const ballots = texts
    .flatMap((text) => text.ballots.map((ballot) => ({ ...ballot, textId: text.id })))
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  const voting = ballots.find(({ state }) => TAKES_VOTES.includes(state));
  const waiting = ballots.findLast(({ state }) => state === "CLOSED");
  const underDiscussion = table.agendaItems.find(({ state }) => state === "UNDER_DISCUSSION");
  const textId =
    texts.find(({ id }) => id === chosen)?.id ??
    voting?.textId ??
    waiting?.textId ??
    underDiscussion?.recommendations.find(({ state }) => state === "UNDER_CONSIDERATION" || state === "PROPOSED")?.id ??
    underDiscussion?.recommendations[0]?.id ??
    null;
  const ofText = ballots.findLast((ballot) => ballot.textId === textId && ballot.state !== "CANCELLED");
  return {
    table,
    seats: new Map(table.seats.map((seat) => [seat.delegation.id, seat])),
    ballotId: (voting ?? waiting ?? ofText)?.id ?? null,
    isVoting: voting !== undefined,
    conducts: table.myAdmission.mayPreside,
    textId,
    chooseText,
  };
}
