import { queryOptions } from '@tanstack/react-query';
import { http, ok } from './client';

export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: () => ok(http.GET('/home')) });
