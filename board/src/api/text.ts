/** A document as text, with the types of what it answers and takes. */
export type Text<Data, Variables> = string & { readonly types?: (variables: Variables) => Data };
