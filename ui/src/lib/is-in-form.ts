/** Whether somebody is filling something in there: what is pressed or shown elsewhere leaves it be. */
export function isInForm(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("form") !== null;
}
