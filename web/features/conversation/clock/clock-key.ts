/** Which clock of a conversation is meant: `first_response.1`, as the URL says it. */
export const clockKey = ({ target, cycle }: { target: string; cycle: number }) => `${target}.${cycle}`
