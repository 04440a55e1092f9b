export const messageKeys = {
  ofFamily: (familyId: string) => ['conversations', familyId],
  thread: (conversationId: string) => ['thread', conversationId],
  ofStaff: ['conversations', 'staff'],
};
