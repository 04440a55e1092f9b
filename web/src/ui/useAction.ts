import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '../api/client';
import { useWords } from '../i18n';
import { useConfirmation } from './Confirming';
import { sentenceOf } from './Form';
import { useToast } from './Toast';

type After<Input, Result> = {
  /** What is said when it is done. */
  done?: string;
  /** What has to be read anew. */
  refresh?: QueryKey[];
  after?: (result: Result, input: Input) => void;
};

/**
 * Something that a button does. `problem` is the sentence of the refusal; it goes away with the next try. `send` is
 * for forms, which show the refusal themselves. If the server wants the password first, it is asked for, once.
 */
export function useAction<Input, Result>(
  send: (input: Input) => Promise<Result>,
  { done, refresh = [], after }: After<Input, Result> = {},
) {
  const { t } = useWords();
  const say = useToast();
  const confirm = useConfirmation();
  const client = useQueryClient();
  const readAnew = () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
  const mutation = useMutation({
    mutationFn: async (input: Input) => {
      try {
        return await send(input);
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'PasswordNeeded') || !(await confirm())) throw error;
        return send(input);
      }
    },
    onError: (error) => {
      // Somebody else was first: what stands now is read, and what was typed stays.
      if (error instanceof Refusal && error.status === 409) void readAnew();
    },
    onSuccess: async (result, input) => {
      await readAnew();
      if (done) say(done);
      after?.(result, input);
    },
  });
  return {
    run: (input: Input) => mutation.mutate(input),
    send: (input: Input) => mutation.mutateAsync(input),
    busy: mutation.isPending,
    input: mutation.variables,
    problem: mutation.error ? sentenceOf(mutation.error, t) : undefined,
  };
}
