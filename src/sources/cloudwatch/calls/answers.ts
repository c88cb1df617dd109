/** An answer of a call that gives its list in pages. */
interface PagedAnswer {
  readonly NextToken?: string | undefined;
}

/**
 * The answers of such a call, up to the last page.
 *
 * @param ask asks for a page: the one at a place, or the first
 */
export async function* answers<Answer extends PagedAnswer>(
  ask: (place: { readonly NextToken?: string }) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  let NextToken: string | undefined;
  do {
    const answer = await ask(NextToken === undefined ? {} : { NextToken });
    yield answer;
    ({ NextToken } = answer);
  } while (NextToken !== undefined);
}
