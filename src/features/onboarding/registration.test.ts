import { expect, it } from 'vitest';
import { Registration } from './registration';

const PLAN = {
  business_name: 'Karoo Connect',
  business_type: 'company',
  contact_person: 'Thandi Nkosi',
  email: 'thandi@karoo.example',
  phone: '082 123 4567',
  street_address: '1 Long Street',
  city: 'Cape Town',
  province: 'Western Cape',
  postal_code: '8001',
};

it('takes the plan’s fields alone, and empty optional ones as if they were absent', () => {
  const empty = {
    vat_number: '',
    registration_number: '',
    alternative_phone: '',
    suburb: '',
    id_number: '',
    branch_code: '',
  };
  const parsed = Registration.parse({ ...PLAN, ...empty });
  expect(parsed).toMatchObject({ ...PLAN, phone: '+27821234567' });
  for (const name of Object.keys(empty)) expect(parsed).toHaveProperty(name, undefined);
});

it('names what is wrong with every field at once, an optional one included', () => {
  const { error } = Registration.safeParse({
    ...PLAN,
    vat_number: '123',
    registration_number: '2019',
    alternative_phone: '12',
    id_number: '8503305044089',
    account_number: '1',
    branch_code: '1',
    phone: 'none',
    postal_code: '1',
  });
  const messages = Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]));
  expect(messages).toEqual({
    vat_number: expect.stringContaining('10 digits that begin with 4'),
    registration_number: expect.stringContaining('2019/123456/07'),
    alternative_phone: expect.stringContaining('South African number'),
    id_number: expect.stringContaining('check digit'),
    account_number: expect.stringContaining('6 to 11 digits'),
    branch_code: expect.stringContaining('6 digits'),
    phone: expect.stringContaining('South African number'),
    postal_code: expect.stringContaining('4 digits'),
  });
});
