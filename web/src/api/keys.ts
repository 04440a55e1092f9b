/** What is asked of a child begins with its id: one change refreshes all of it. */
export const keys = {
  child: (childId: string) => ['child', childId],
  requests: ['requests'],
  groups: ['groups'],
};
