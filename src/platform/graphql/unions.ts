import { type ClassType, createUnionType } from "type-graphql";

/** The union a mutation answers: its success and every refusal it can give. */
export function resultOf(deed: string, success: ClassType, refusals: readonly ClassType[]): object {
  const name = `${deed.charAt(0).toUpperCase()}${deed.slice(1)}Result`;
  return createUnionType({
    name,
    description: `What ${deed} answers: its success or a refusal.`,
    types: () => [success, ...refusals] as [ClassType, ...ClassType[]],
  }) as object;
}
