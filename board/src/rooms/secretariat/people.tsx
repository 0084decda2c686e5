import { type FormEvent, useRef, useState } from "react";
import {
  FunctionIsChangedDocument,
  HeadIsHandedOverDocument,
  MemberIsAddedDocument,
  MemberIsWithdrawnDocument,
} from "../../api/generated/secretariat.js";
import type { DelegateFunction } from "../../api/generated/types.js";
import { deedKey, useDeed, wordOf } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import type { Delegation } from "./delegations.js";
import { Problem } from "../../parts/problem.js";

export const FUNCTIONS: readonly DelegateFunction[] = ["HEAD", "ALTERNATE", "DELEGATE", "ADVISER"];

interface PeopleProps {
  readonly delegation: Delegation;
  readonly isSecretariat: boolean;
  readonly onChanged: () => void;
}

/** The people of a delegation: who is in it as what, and who comes and goes. */
export function People({ delegation, isSecretariat, onChanged }: PeopleProps) {
  const withdraw = useDeed(MemberIsWithdrawnDocument);
  const change = useDeed(FunctionIsChangedDocument);
  const handOver = useDeed(HeadIsHandedOverDocument);
  const members = delegation.delegates.filter((one) => one.withdrawnAt === null);
  const hasHead = members.some((one) => one.function === "HEAD");
  const problem = withdraw.problem ?? change.problem ?? handOver.problem;
  const place = async (delegateId: string, to: DelegateFunction): Promise<void> => {
    withdraw.forget();
    await change.run({ input: { delegateId, function: to } });
    onChanged();
  };
  return (
    <section className="desk-part" aria-labelledby="people">
      <h3 id="people">{t("people.title")}</h3>
      <ul className="members">
        {members.map(({ id, function: current, participation: { displayName } }) => (
          <li key={id}>
            <bdi>{displayName}</bdi>
            {isSecretariat && current !== "HEAD" ? (
              <label>
                <span className="unseen">{t("people.functionOf", { name: displayName })}</span>
                <select value={current} onChange={({ target }) => void place(id, target.value as DelegateFunction)}>
                  {FUNCTIONS.filter((one) => one !== "HEAD" || !hasHead).map((one) => (
                    <option key={one} value={one}>
                      {wordOf("function", one)}
                    </option>
                  ))}
                </select>
              </label>
            ) : (
              <span>{wordOf("function", current)}</span>
            )}
            {isSecretariat && hasHead && current !== "HEAD" && (
              <button
                type="button"
                className="button is-small"
                disabled={handOver.isBusy}
                onClick={() => void handOver.run({ input: { toDelegateId: id } }).then(onChanged)}
              >
                {t("people.makeHead")}
                <span className="unseen"> {displayName}</span>
              </button>
            )}
            {isSecretariat && (
              <button
                type="button"
                className="button is-small is-grave"
                disabled={withdraw.isBusy}
                onClick={() => void withdraw.run({ input: { delegateId: id } }).then(onChanged)}
              >
                {t("people.withdraw")}
                <span className="unseen"> {displayName}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem words={problem} />
      {isSecretariat && <AddMember delegation={delegation} hasHead={hasHead} onChanged={onChanged} />}
    </section>
  );
}

interface AddProps {
  readonly delegation: Delegation;
  readonly hasHead: boolean;
  readonly onChanged: () => void;
}

function AddMember({ delegation, hasHead, onChanged }: AddProps) {
  const add = useDeed(MemberIsAddedDocument);
  const [name, setName] = useState("");
  const [as, setAs] = useState<DelegateFunction>("DELEGATE");
  const key = useRef(deedKey());
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === "") return;
    const outcome = await add.run({
      input: { delegationId: delegation.id, name: name.trim(), function: as, clientMutationId: key.current },
    });
    if (outcome?.kind === "unanswered") return; // sent again with the same key, it is not done twice
    key.current = deedKey();
    if (outcome?.kind !== "done") return;
    setName("");
    onChanged();
  };
  return (
    <form className="desk-form is-row" onSubmit={(event) => void submit(event)}>
      <label>
        {t("people.newName")}
        <input value={name} maxLength={200} dir="auto" onChange={({ target }) => setName(target.value)} />
      </label>
      <label>
        {t("people.function")}
        <select value={as} onChange={({ target }) => setAs(target.value as DelegateFunction)}>
          {FUNCTIONS.filter((one) => one !== "HEAD" || !hasHead).map((one) => (
            <option key={one} value={one}>
              {wordOf("function", one)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" disabled={add.isBusy || name.trim() === ""}>
        {t("people.add")}
      </button>
      <Problem words={add.problem} />
    </form>
  );
}
