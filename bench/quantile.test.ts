import { expect, it } from 'vitest';
import { quantile } from './quantile';

it('a bench tells the slow from the middle, in whatever order its figures came', () => {
  const figures = [9, 1, 100, 3, 2];
  expect(quantile(figures, 0.5)).toBe(3);
  expect(quantile(figures, 0.99)).toBe(100);
  expect(figures).toEqual([9, 1, 100, 3, 2]);
});

it('and says of no figures that it does not know', () => expect(quantile([], 0.5)).toBeNaN());
