import { registerEnumType } from "type-graphql";

export enum ParagraphKind {
  PREAMBULAR = "PREAMBULAR",
  OPERATIVE = "OPERATIVE",
}
registerEnumType(ParagraphKind, {
  name: "ParagraphKind",
  description: "What a paragraph does in a text.",
  valuesConfig: {
    PREAMBULAR: { description: "Says why; stands before the operative ones and has no number." },
    OPERATIVE: { description: "Says what is recommended; numbered from 1." },
  },
});

export enum ParagraphChangeKind {
  ADDED = "ADDED",
  REMOVED = "REMOVED",
  CHANGED = "CHANGED",
  MOVED = "MOVED",
  UNCHANGED = "UNCHANGED",
}
registerEnumType(ParagraphChangeKind, {
  name: "ParagraphChangeKind",
  description: "What became of a paragraph between two versions.",
  valuesConfig: {
    ADDED: { description: "It is new." },
    REMOVED: { description: "It is gone." },
    CHANGED: { description: "It reads otherwise; it may have moved, too." },
    MOVED: { description: "It reads the same and stands elsewhere." },
    UNCHANGED: { description: "It reads the same in the same place." },
  },
});

export enum PieceOperation {
  EQUAL = "EQUAL",
  INSERT = "INSERT",
  DELETE = "DELETE",
}
registerEnumType(PieceOperation, {
  name: "PieceOperation",
  description: "What became of some words of a paragraph.",
  valuesConfig: {
    EQUAL: { description: "They stand in both versions." },
    INSERT: { description: "They are new." },
    DELETE: { description: "They are gone." },
  },
});
