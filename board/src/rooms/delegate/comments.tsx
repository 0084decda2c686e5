import { type FormEvent, useId, useRef, useState } from "react";
import {
  DelegateCommentsDocument,
  DelegatePostsCommentDocument,
  DelegateWithdrawsCommentDocument,
} from "../../api/generated/delegate.js";
import type { RemarkFragment } from "../../api/generated/types.js";
import { deedKey, useDeed } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { AT_LEISURE, useRoomQuery } from "../../parts/room-query.js";
import { moment } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { Place } from "./place.js";
import { Problem } from "../../parts/problem.js";

/** What was not posted yet, by text: a change of the language or of the page does not lose it. */
const unsent = new Map<string, string>();

/** What was said of a text, and a field to say something. */
export function Comments({ id, place }: { readonly id: string; readonly place: Place }) {
  return (
    <section className="panel stack" aria-labelledby="comments">
      <h2 id="comments">{t("delegate.comments.title")}</h2>
      <ul className="stack">
        <Page id={id} place={place} />
      </ul>
      <Post id={id} conference={place.table.conference.id} />
    </section>
  );
}

function Page({ id, place, after }: { readonly id: string; readonly place: Place; readonly after?: string }) {
  const [wantsMore, setMore] = useState(false);
  const { data, failed } = useRoomQuery(
    DelegateCommentsDocument,
    { id, after: after ?? null },
    { changedBy: ({ __typename }) => __typename.startsWith("Comment"), spread: AT_LEISURE },
  );
  const page = data?.recommendation?.comments;
  if (!page) return <li>{t(failed ? "refusal.UNANSWERED" : "page.loading")}</li>;
  const { hasNextPage, endCursor } = page.pageInfo;
  return (
    <>
      {page.edges.length === 0 && !after && <li className="quiet">{t("delegate.comments.none")}</li>}
      {page.edges.map(({ node }) => (
        <Remark key={node.id} remark={node} place={place} />
      ))}
      {hasNextPage && endCursor && wantsMore && <Page id={id} place={place} after={endCursor} />}
      {hasNextPage && !wantsMore && (
        <li>
          <button type="button" className="button" onClick={() => setMore(true)}>
            {t("delegate.comments.more")}
          </button>
        </li>
      )}
    </>
  );
}

function Remark({ remark, place }: { readonly remark: RemarkFragment; readonly place: Place }) {
  const withdraws = useDeed(DelegateWithdrawsCommentDocument);
  const { author, body, postedAt, withdrawnAt } = remark;
  const isMine = author.id === place.participationId;
  const from = place.table.seats.find(({ delegation }) => delegation.id === author.delegation?.id)?.delegation;
  return (
    <li className="remark">
      <p className="quiet">
        <bdi>{from ? nameOf(from) : author.displayName}</bdi> · {moment(postedAt)}
      </p>
      {withdrawnAt ? (
        <p className="quiet">{t("delegate.comments.withdrawn")}</p>
      ) : (
        <p dir="auto" className="remark-body">
          {body}
        </p>
      )}
      {isMine && !withdrawnAt && (
        <button
          type="button"
          className="button is-small is-plain"
          disabled={withdraws.isBusy}
          onClick={() => void withdraws.run({ input: { commentId: remark.id } })}
        >
          {t("delegate.comments.withdraw")}
        </button>
      )}
      {withdraws.problem && <p className="problem">{withdraws.problem}</p>}
    </li>
  );
}

function Post({ id, conference }: { readonly id: string; readonly conference: string }) {
  const kept = `${conference} ${id}`;
  const [body, setBody] = useState(unsent.get(kept) ?? "");
  const key = useRef(deedKey());
  const field = useId();
  const posts = useDeed(DelegatePostsCommentDocument);
  const write = (words: string): void => {
    unsent.set(kept, words);
    setBody(words);
    key.current = deedKey();
  };
  const post = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (body.trim() === "") return;
    const input = { recommendationId: id, body: body.trim(), clientMutationId: key.current };
    const outcome = await posts.run({ input });
    if (outcome?.kind === "done") write("");
  };
  return (
    <form className="stack" onSubmit={(event) => void post(event)}>
      <label htmlFor={field}>{t("delegate.comments.label")}</label>
      <textarea
        id={field}
        rows={3}
        maxLength={5000}
        dir="auto"
        value={body}
        onChange={({ target }) => write(target.value)}
      />
      <p className="quiet">{t("delegate.comments.whoReads")}</p>
      <Problem words={posts.problem} />
      <button type="submit" className="button" disabled={posts.isBusy || body.trim() === ""}>
        {t("delegate.comments.post")}
      </button>
    </form>
  );
}
