/** What a customer can ask CircleTel for, as the website writes it. */
export const SERVICE_TYPES = { fibre: 'Fibre', wireless: 'Wireless', lte: 'LTE', '5g': '5G' } as const;
export type ServiceType = keyof typeof SERVICE_TYPES;

// A record's own keys, which Object.keys widens.
export const SERVICE_TYPE_KEYS = Object.keys(SERVICE_TYPES) as [ServiceType, ...ServiceType[]];

export const CUSTOMER_TYPES = {
  consumer: 'Household',
  smme: 'Small or medium business',
  enterprise: 'Large business',
} as const;
export type CustomerType = keyof typeof CUSTOMER_TYPES;
// A record's own keys, which Object.keys widens.
export const CUSTOMER_TYPE_KEYS = Object.keys(CUSTOMER_TYPES) as [CustomerType, ...CustomerType[]];

/** Channels by which a customer wants to be reached. */
export const CONTACT_CHANNELS = { phone: 'Phone', whatsapp: 'WhatsApp', email: 'E-mail', sms: 'SMS' } as const;
export type ContactChannel = keyof typeof CONTACT_CHANNELS;
// A record's own keys, which Object.keys widens.
export const CONTACT_CHANNEL_KEYS = Object.keys(CONTACT_CHANNELS) as [ContactChannel, ...ContactChannel[]];
