import type { QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';
import { presses } from '../lib/presses.ts';
import { useAction } from './useAction';

type After<Result> = { done?: string; refresh?: QueryKey[]; after?: (result: Result) => void };

/** As `useAction`, for what may happen once only: `send` is given the key of the press as well. */
export function usePress<Input, Result>(
  send: (input: Input, key: string) => Promise<Result>,
  { done, refresh, after }: After<Result> = {},
) {
  const keys = useRef(presses());
  return useAction(
    async (input: Input) => {
      const result = await send(input, keys.current.keyOf(input));
      keys.current.answered();
      return result;
    },
    { done, refresh, after },
  );
}
