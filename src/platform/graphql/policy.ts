import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from "graphql";
import { Extensions } from "type-graphql";
import type { Context } from "./context.js";
import { RequestError } from "./errors.js";

/** Who may read a field. `check` null: nothing to ask. `otherwise` says what a viewer gets who may not. */
export interface Policy<Source = unknown> {
  readonly name: string;
  readonly check: ((context: Context, source: Source) => boolean | Promise<boolean>) | null;
  readonly otherwise?: "null" | "error";
}

/** Whoever was given the parent object may read this. To be said in so many words; nothing is open by default. */
export const inherited: Policy = { name: "inherited", check: null };
/** Open to strangers. Only for root fields that must work signed out. */
export const anyone: Policy = { name: "anyone", check: null };
/** Signed in; the service behind the field asks the policies of the object. */
export const signedIn: Policy = { name: "signedIn", check: (context) => context.principal !== null };

/** Names the policy of a field, or of every field of a type. */
export function guard<Source>(policy: Policy<Source>): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ policy }) as MethodDecorator & PropertyDecorator & ClassDecorator;
}

/**
 * Deny by default: throws when a field has no policy of its own and none of its type (root fields need their own), and
 * makes every policy with a check part of the field, over HTTP, over a socket, at subscribe and for each event.
 */
export function enforcePolicies(schema: GraphQLSchema): void {
  const unguarded: string[] = [];
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (type === schema.getMutationType()) forgetBefore(field);
      const policy = policyOf(field.extensions) ?? (roots.has(type) ? undefined : policyOf(type.extensions));
      if (!policy) unguarded.push(`${type.name}.${field.name}`);
      else if (policy.check) enforce(field, policy, policy.check);
    }
  }
  if (unguarded.length > 0) throw new Error(`No policy guards ${unguarded.join(", ")}. Use @guard(…).`);
}

/** The deeds of one operation run one after the other; what the reply to the first has loaded is stale for the second. */
function forgetBefore(field: GraphQLField<unknown, Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    context.forget();
    return resolve(source, args, context, info);
  };
}

function policyOf(extensions: Readonly<Record<string, unknown>>): Policy | undefined {
  return extensions["policy"] as Policy | undefined;
}

function enforce(field: GraphQLField<unknown, Context>, policy: Policy, check: NonNullable<Policy["check"]>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    if (await check(context, source)) return resolve(source, args, context, info);
    if (policy.otherwise === "null") return null;
    throw refusedRequest(context);
  };
  const subscribe = field.subscribe;
  if (!subscribe) return;
  field.subscribe = async (source, args, context, info) => {
    if (!(await check(context, source))) throw refusedRequest(context);
    return subscribe(source, args, context, info);
  };
}

function refusedRequest(context: Context): RequestError {
  return context.principal
    ? new RequestError("FORBIDDEN", "You may not do this.")
    : new RequestError(
        "UNAUTHENTICATED",
        "Sign in first: exchange your access code with the signIn mutation and send the token as `Authorization: Bearer …` (HTTP) or as `authorization` in connection_init (WebSocket).",
      );
}
