import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLSchema, validate, parse } from "graphql";
import { enforcePolicies, inherited, signedIn } from "../../src/platform/graphql/policy.js";
import { type Answer } from "../support/client.js";
import { startApp, type TestApp } from "../support/app.js";
import { builtSchema, minimalOperation, rootFields } from "../support/schema-walk.js";

/** What works signed out. Adding to this list is a decision about the whole server. */
const OPEN_TO_STRANGERS = ["mutation signIn", "mutation refreshSession"];

const fields = rootFields().map((root) => ({
  title: `${root.kind} ${root.name}`,
  kind: root.kind,
  name: root.name,
  ...minimalOperation(root),
}));
const closed = fields.filter(({ title }) => !OPEN_TO_STRANGERS.includes(title));
const overHttp = closed.filter(({ kind }) => kind !== "subscription");

/** The refusal and nothing else: no data, one error, of this code. */
function expectUnauthenticated(answer: Pick<Answer, "data" | "errors">): void {
  expect(answer.errors?.map((error) => error.extensions.code)).toEqual(["UNAUTHENTICATED"]);
  expect(Object.values((answer.data ?? {}) as object).filter((value) => value !== null)).toEqual([]);
}

describe("a stranger", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it("is refused at every door that the schema has: the walk meets queries, mutations and subscriptions", () => {
    expect(fields.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        ...OPEN_TO_STRANGERS,
        "query viewer",
        "mutation castVote",
        "subscription roundTableEvents",
        "subscription ballotTally",
      ]),
    );
    for (const { query } of fields) expect(validate(builtSchema, parse(query))).toEqual([]);
  });

  it.each(overHttp)("is refused $title over HTTP", async ({ query, variables }) => {
    expectUnauthenticated(await app.client().send(query, variables));
  });

  it.each(closed)("is refused $title over a socket", async ({ query, variables }) => {
    expectUnauthenticated(await overSocket(query, variables));
  });

  it.each(fields.filter(({ title }) => OPEN_TO_STRANGERS.includes(title)))(
    "may try $title, over HTTP and over a socket",
    async ({ name, query, variables }) => {
      const refusal = { [name]: { __typename: name === "signIn" ? "AccessCodeRejected" : "RefreshTokenRejected" } };
      expect((await app.client().send(query, variables)).data).toEqual(refusal);
      expect((await overSocket(query, variables)).data).toEqual(refusal);
    },
  );

  /** What one operation answers over a socket of its own, whichever message it comes in. */
  async function overSocket(
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Pick<Answer, "data" | "errors">> {
    const client = app.client();
    const watch = client.subscribe(query, variables);
    const ended = await watch.ended;
    await client.close();
    if (watch.messages.length > 0) return watch.messages[0] as Answer;
    return { data: null, errors: ended as NonNullable<Answer["errors"]> };
  }
});

describe("a schema is not built unless every field names who may read it", () => {
  const guarded = (schema: GraphQLSchema, places: Record<string, object>): GraphQLSchema => {
    for (const [place, policy] of Object.entries(places)) {
      const [typeName, fieldName] = place.split(".") as [string, string?];
      const type = schema.getType(typeName)! as ReturnType<GraphQLSchema["getQueryType"]> & object;
      const target = fieldName ? type.getFields()[fieldName]! : type;
      target.extensions = { policy };
    }
    return schema;
  };
  const sample = (): GraphQLSchema =>
    buildSchema(
      "type Query { thing: Thing } type Mutation { act: Thing } type Subscription { happens: Thing } type Thing { open: Int secret: Int }",
    );
  const roots = { "Query.thing": signedIn, "Mutation.act": signedIn, "Subscription.happens": signedIn };

  it("passes when each field, or its type, names a policy", () => {
    expect(() => enforcePolicies(guarded(sample(), { ...roots, Thing: inherited }))).not.toThrow();
    expect(() =>
      enforcePolicies(guarded(sample(), { ...roots, "Thing.open": inherited, "Thing.secret": signedIn })),
    ).not.toThrow();
  });

  it("fails at a field without one, and names it", () => {
    expect(() => enforcePolicies(guarded(sample(), { ...roots, "Thing.open": inherited }))).toThrow(
      /No policy guards Thing\.secret\b/,
    );
    expect(() => enforcePolicies(guarded(sample(), roots))).toThrow(/Thing\.open, Thing\.secret/);
  });

  it.each(["Query.thing", "Mutation.act", "Subscription.happens"])(
    "fails at the root field %s also when its type has a policy: nothing is above a root to inherit from",
    (place) => {
      const { [place as keyof typeof roots]: _left, ...others } = roots;
      const schema = guarded(sample(), { ...others, Thing: inherited, [place.split(".")[0]!]: inherited });
      expect(() => enforcePolicies(schema)).toThrow(`No policy guards ${place}.`);
    },
  );

  it("asks the check before the resolver runs, and before a subscription begins", async () => {
    const calls: string[] = [];
    const schema = guarded(sample(), { ...roots, Thing: inherited });
    const fields = { ...schema.getQueryType()!.getFields(), ...schema.getSubscriptionType()!.getFields() };
    fields["thing"]!.resolve = () => void calls.push("resolve");
    fields["happens"]!.subscribe = () => void calls.push("subscribe");
    enforcePolicies(schema);
    const stranger = { principal: null } as never;
    await expect(fields["thing"]!.resolve!({}, {}, stranger, null as never)).rejects.toMatchObject({
      extensions: { code: "UNAUTHENTICATED" },
    });
    await expect(fields["happens"]!.subscribe!({}, {}, stranger, null as never)).rejects.toMatchObject({
      extensions: { code: "UNAUTHENTICATED" },
    });
    expect(calls).toEqual([]);
  });

  it("answers null instead of an error where the policy says so, and FORBIDDEN to somebody signed in elsewhere", async () => {
    const schema = guarded(sample(), {
      ...roots,
      "Thing.open": { name: "never", check: () => false, otherwise: "null" },
      "Thing.secret": { name: "never", check: () => false },
    });
    enforcePolicies(schema);
    const { open, secret } = (
      schema.getType("Thing") as NonNullable<ReturnType<GraphQLSchema["getQueryType"]>>
    ).getFields();
    const somebody = { principal: { accountId: "a", sessionId: "s" } } as never;
    expect(await open!.resolve!({ open: 1 }, {}, somebody, null as never)).toBeNull();
    await expect(secret!.resolve!({ secret: 1 }, {}, somebody, null as never)).rejects.toMatchObject({
      extensions: { code: "FORBIDDEN" },
    });
  });
});
