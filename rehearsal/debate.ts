import type { Speech } from "./script-parts.js";
import type { Room } from "./stage.js";

interface Given {
  readonly intervention: { readonly id: string; readonly delegation?: { country: { code: string } | null } };
}

/** Seconds that somebody gets who is on the list and in no script. */
const UNFORESEEN = 60;

/** A debate on an item: the list is opened, delegations ask for the floor, the chair gives it to one after the other. */
export async function debate(room: Room, agendaItemId: string, speeches: readonly Speech[]): Promise<void> {
  const { stage, chair, code } = room;
  if (!(await stage.does(chair, "OpenSpeakersList", { agendaItemId }))) return;
  await Promise.all(
    speeches.map(async ({ who }, at) => {
      await stage.pace.pause(3 + 5 * at);
      const head = stage.head(who);
      const input = { agendaItemId, kind: "STATEMENT", clientMutationId: head.key() };
      await stage.does(head, "RequestFloor", input);
    }),
  );
  let spoken = 0;
  for (;;) {
    // The server knows whose turn it is; when the list is empty it refuses.
    const called = await stage.does<Given>(chair, "CallSpeaker", { agendaItemId });
    if (!called) break;
    const country = called.intervention.delegation?.country?.code.toLowerCase();
    await speak(room, agendaItemId, called.intervention.id, speeches.find(({ who }) => who === country) ?? null);
    spoken += 1;
  }
  await stage.does(chair, "CloseSpeakersList", { agendaItemId });
  stage.note(code, `debate: ${spoken} ${spoken === 1 ? "statement" : "statements"}`);
}

async function speak(room: Room, agendaItemId: string, interventionId: string, speech: Speech | null): Promise<void> {
  const { stage, chair } = room;
  await stage.pace.pause(3);
  if (!(await stage.does(chair, "StartSpeaking", { interventionId }))) return;
  const seconds = speech?.seconds ?? UNFORESEEN;
  await stage.pace.pause(seconds / 2);
  if (speech?.interruptedBy) await interrupt(room, agendaItemId, interventionId, speech);
  await stage.pace.pause(seconds / 2);
  await stage.does(chair, "EndSpeech", { interventionId });
}

async function interrupt(room: Room, agendaItemId: string, interrupted: string, speech: Speech): Promise<void> {
  const { stage, chair } = room;
  const head = stage.head(speech.interruptedBy!);
  const input = { agendaItemId, kind: "POINT_OF_ORDER", clientMutationId: head.key() };
  const raised = await stage.does<Given>(head, "RequestFloor", input);
  if (!raised) return;
  await stage.pace.pause(15);
  const { isUpheld } = speech;
  const ruling = isUpheld ? "The speaker is asked to keep to the item." : "The speaker is in order.";
  await stage.does(chair, "RuleOnPointOfOrder", { interventionId: raised.intervention.id, isUpheld, ruling });
  await stage.does(chair, "ResumeSpeaker", { interventionId: interrupted });
}
