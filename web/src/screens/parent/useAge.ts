import { useParentWords } from '../../i18n/areas';
import { ageOf, today } from '../../lib/dates.ts';

export function useAge() {
  const { age } = useParentWords().children;
  return (birthDate: string) => {
    const it = ageOf(birthDate, today());
    return 'months' in it ? age.months(it.months) : age.years(it.years);
  };
}
