import { type EntityManager, IsNull } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { mayManage } from "../conference/conference.policy.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate, DelegateFunction } from "../delegation/delegate.entity.js";
import * as events from "../delegation/delegation.events.js";
import { Account } from "../identity/account.entity.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { requirePerson } from "../round-table/hall-screen.service.js";
import { mayChangePeople } from "./accreditation.policy.js";
import { MOST_DELEGATES } from "./enrolment.rules.js";
import { type DelegationFloor, enterDelegation, type Right, toldIn } from "./delegation-floor.service.js";

/** The others of the delegation get further: what a head did with a key is answered again after the head has changed. */
const ADDS: Right = {
  may: (acting, own) => own !== null || mayChangePeople(acting, own),
  refusal: "Delegates are added by the head of the delegation or the secretariat.",
};
const CHANGES: Right = { may: mayManage, refusal: "Functions are changed by the secretariat." };
/** Here as well: sent again by whoever was the head, handing over changes nothing. */
const HANDS_OVER: Right = {
  may: (acting, own) => own !== null || mayChangePeople(acting, own),
  refusal: "The head of the delegation hands over, or the secretariat does.",
};

export interface NewDelegate {
  readonly delegationId: string;
  readonly participationId?: string | null;
  readonly name?: string | null;
  readonly function: DelegateFunction;
  readonly clientMutationId?: string | null;
}

/** The people of a delegation: who joins it, as what, and who heads it. Leaving is `withdrawDelegate`. */
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Adds a participant of the conference, or somebody new by name, who gets in with a code that the secretariat issues. */
  async add(viewer: Viewer, input: NewDelegate): Promise<Delegate> {
    const delegationId = requireId(input.delegationId);
    const key = readKey(input.clientMutationId);
    const person = readPerson(input);
    return this.database.transaction(viewer, async (tx) => {
      const floor = await enterDelegation(tx, viewer, delegationId, ADDS);
      const id = uuidv7();
      const asked = { delegationId, ...person, function: input.function };
      const earlier = await earlierResult(tx, viewer, "addDelegate", key, asked, id);
      if (earlier) return tx.findOneByOrFail(Delegate, { id: earlier });
      if (!mayChangePeople(floor.acting, floor.own)) refuse(new NotEntitled(ADDS.refusal));
      requireOne(person);
      await requireRoom(tx, delegationId, input.function);
      const { id: participationId, accountId, conferenceId } = await participationFor(tx, floor, person);
      await tx.insert(Delegate, { id, delegationId, participationId, conferenceId, function: input.function });
      // The person may watch one of the bodies already, as an observer for example: it is asked anew as what.
      const told = { kind: events.DELEGATE_ADDED, body: { delegationId, delegateId: id }, renews: [accountId] };
      await this.journal.append(tx, toldIn([conferenceId, ...floor.tableIds], told));
      return tx.findOneByOrFail(Delegate, { id });
    });
  }

  /** Makes a delegate something else; the head is changed by handing over. The same function changes nothing. */
  async changeFunction(viewer: Viewer, delegateId: string, to: DelegateFunction): Promise<Delegate> {
    const id = requireId(delegateId);
    return this.onDelegate(viewer, id, CHANGES, async (tx, { delegation, tableIds }, delegate) => {
      const before = delegate.function;
      if (before === to) return;
      if (before === DelegateFunction.HEAD)
        refuse(new InvalidState(before, "This is the head of the delegation. Hand the head over instead."));
      if (to === DelegateFunction.HEAD && (await headOf(tx, delegation.id)))
        refuse(new InvalidState(before, "The delegation has a head. Hand the head over instead."));
      await tx.update(Delegate, { id }, { function: to });
      const body = { delegationId: delegation.id, delegateId: id, before, function: to };
      await this.journal.append(
        tx,
        toldIn([delegation.conferenceId, ...tableIds], { kind: events.DELEGATE_FUNCTION_CHANGED, body }),
      );
    });
  }

  /** The head becomes an alternate, and this delegate the head. Whoever is head already stays it. */
  async handOverHead(viewer: Viewer, toDelegateId: string): Promise<Delegate> {
    const id = requireId(toDelegateId);
    return this.onDelegate(viewer, id, HANDS_OVER, async (tx, { acting, own, delegation, tableIds }, delegate) => {
      if (delegate.function === DelegateFunction.HEAD) return;
      if (!mayChangePeople(acting, own)) refuse(new NotEntitled(HANDS_OVER.refusal));
      const head = await headOf(tx, delegation.id);
      if (head) await tx.update(Delegate, { id: head.id }, { function: DelegateFunction.ALTERNATE });
      await tx.update(Delegate, { id }, { function: DelegateFunction.HEAD });
      const body = { delegationId: delegation.id, delegateId: id, previousId: head?.id ?? null };
      await this.journal.append(
        tx,
        toldIn([delegation.conferenceId, ...tableIds], { kind: events.HEAD_HANDED_OVER, body }),
      );
    });
  }

  private async onDelegate(
    viewer: Viewer,
    id: string,
    right: Right,
    work: (tx: EntityManager, floor: DelegationFloor, delegate: Delegate) => Promise<void>,
  ): Promise<Delegate> {
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Delegate, { id });
      if (!seen) return refuse(new NotFound());
      const floor = await enterDelegation(tx, viewer, seen.delegationId, right);
      const delegate = await tx.findOneByOrFail(Delegate, { id });
      if (delegate.withdrawnAt) return refuse(new NotFound());
      await work(tx, floor, delegate);
      return tx.findOneByOrFail(Delegate, { id });
    });
  }
}

type Person = { readonly participationId: string | null; readonly name: string | null };

function readPerson({ participationId, name }: NewDelegate): Person {
  return {
    participationId: participationId == null ? null : requireId(participationId),
    name: name == null ? null : requireText("name", name, 200),
  };
}

function requireOne({ participationId, name }: Person): void {
  if ((participationId === null) === (name === null))
    refuse(new InvalidInput("name", "Give either the participation of the person or a name."));
}

async function requireRoom(tx: EntityManager, delegationId: string, to: DelegateFunction): Promise<void> {
  if (to === DelegateFunction.HEAD && (await headOf(tx, delegationId)))
    refuse(new InvalidState(to, "The delegation has a head. Add the person in another function, then hand over."));
  const count = await tx.countBy(Delegate, { delegationId, withdrawnAt: IsNull() });
  if (count >= MOST_DELEGATES)
    refuse(new InvalidState(to, `The delegation has ${count} delegates, as many as there may be.`));
}

function headOf(tx: EntityManager, delegationId: string): Promise<Delegate | null> {
  return tx.findOneBy(Delegate, { delegationId, function: DelegateFunction.HEAD, withdrawnAt: IsNull() });
}

async function participationFor(
  tx: EntityManager,
  { delegation }: DelegationFloor,
  { participationId, name }: Person,
): Promise<Pick<Participation, "id" | "accountId" | "conferenceId">> {
  const { conferenceId } = delegation;
  if (participationId === null) {
    const [id, accountId, displayName] = [uuidv7(), uuidv7(), name!];
    await tx.insert(Account, { id: accountId, displayName });
    await tx.insert(Participation, { id, accountId, conferenceId, displayName });
    return { id, accountId, conferenceId };
  }
  // Held for writing: two delegations that take the same person come one after the other.
  const where = { id: participationId, conferenceId };
  const person = await tx.findOne(Participation, { where, lock: { mode: "pessimistic_write" } });
  if (!person) return refuse(new NotFound());
  await requirePerson(tx, participationId);
  const place = await tx.findOneBy(Delegate, { participationId, withdrawnAt: IsNull() });
  if (place)
    refuse(new InvalidState(place.function, "This person is in a delegation. Withdraw the person there first."));
  return person;
}
