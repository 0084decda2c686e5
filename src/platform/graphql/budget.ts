import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
} from "graphql";
import type { Context } from "./context.js";
import { RequestError } from "./errors.js";
import { LIMITS } from "./limits.js";

/**
 * Makes every list of objects count what it really brings, per operation or event: the estimate before (rows.ts) cannot
 * know how many delegations a conference has. Over the limit the list fails, and nothing below it is resolved.
 */
export function enforceRowBudget(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = async (source, args, context: Context, info) => {
        const list: unknown = await resolve(source, args, context, info);
        if (Array.isArray(list)) chargeRows(context, list.length);
        return list;
      };
    }
  }
}

/** Counts what costs as much as so many rows; throws when the operation has asked for too much. */
export function chargeRows(context: Context, rows: number): void {
  if (context.countRows(rows) <= LIMITS.rows) return;
  const message = `This operation brings more than ${LIMITS.rows} rows. Ask for smaller pages or for less in each row.`;
  throw new RequestError("LIMIT_EXCEEDED", message, { limit: LIMITS.rows });
}
