import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { type AuditResult, auditServer } from "graphql-http";
import { startApp, type TestApp } from "../support/app.js";

describe("GraphQL over HTTP, judged by graphql-http's audits", () => {
  let app: TestApp;
  let peer: ApolloServer;
  let ours: AuditResult[];
  let theirs: AuditResult[];
  beforeAll(async () => {
    app = await startApp();
    peer = new ApolloServer({
      typeDefs: "type Query { hello: String }",
      resolvers: { Query: { hello: () => "hello" } },
    });
    const { url } = await startStandaloneServer(peer, { listen: { port: 0, host: "127.0.0.1" } });
    ours = await auditServer({ url: app.url });
    theirs = await auditServer({ url });
  });
  afterAll(async () => {
    await peer.stop();
    await app.close();
  });

  const named = (results: AuditResult[], status: AuditResult["status"]): string[] =>
    results.filter((result) => result.status === status).map(({ id, name }) => `${id} ${name}`);

  it("finds no error", () => {
    expect(ours.length).toBeGreaterThan(50);
    expect(named(ours, "error")).toEqual([]);
  });

  it("warns of nothing that it does not warn a plain Apollo Server of as well", () => {
    expect(named(theirs, "ok").length).toBeGreaterThan(30);
    const known = new Set([...named(theirs, "warn"), ...named(theirs, "error")]);
    expect(named(ours, "warn").filter((warning) => !known.has(warning))).toEqual([]);
  });

  it("finds as much in order as with a plain Apollo Server, or more", () => {
    expect(named(ours, "notice").filter((notice) => !named(theirs, "notice").includes(notice))).toEqual([]);
    expect(named(ours, "ok").length).toBeGreaterThanOrEqual(named(theirs, "ok").length);
  });
});
