/** Why something that a person did was not done, in words; nothing where there is nothing to say. */
export function Problem({ words }: { readonly words: string | null | undefined }) {
  if (!words) return null;
  return (
    <p className="problem" role="alert">
      {words}
    </p>
  );
}
