// What the vendor knows and does: customers with their administrator, carts, orders, subscriptions.

import { randomUUID, randomBytes } from 'node:crypto';

const billings = ['monthly', 'annual', 'triennial', 'one_time'];
const required = ['country', 'city', 'addressLine1', 'postalCode', 'firstName', 'lastName'];

export class Refusal extends Error {
  constructor(status, code, description) {
    super(description);
    Object.assign(this, { status, code });
  }

  get body() {
    return { code: this.code, description: this.message, data: [], source: 'PartnerCenter' };
  }
}

/** Names in any case, as the real service reads them. */
export function lower(value) {
  if (Array.isArray(value)) return value.map(lower);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lower(inner)]));
}

export class Vendor {
  customers = new Map();
  takenDomains = new Set();
  refusedOffers = new Map();
  created = { customers: 0, carts: 0, orders: 0, subscriptions: 0, passwords: 0 };
  namesSubscriptions = true;
  lists = true;

  customer(id) {
    const found = this.customers.get(id);
    if (!found) throw new Refusal(404, 60003, 'Tenant not found.');
    return found;
  }

  byDomain(domain) {
    return [...this.customers.values()].filter((c) => c.companyProfile.domain === domain.toLowerCase());
  }

  isTaken(domain) {
    return this.takenDomains.has(domain.toLowerCase()) || this.byDomain(domain).length > 0;
  }

  createCustomer(asked) {
    const { companyprofile: company = {}, billingprofile: billing = {} } = lower(asked);
    const domain = (company.domain ?? '').toLowerCase();
    const address = billing.defaultaddress ?? {};
    if (!domain.includes('.') || !billing.email || !billing.companyname || !billing.culture) throw new Refusal(400, 2001, 'A property is missing.');
    const missing = required.find((name) => !address[name.toLowerCase()]);
    if (missing) throw new Refusal(400, 2001, `${missing} is missing.`);
    if (this.isTaken(domain)) throw new Refusal(409, 600041, 'The domain is in use.');
    const id = randomUUID();
    const password = randomBytes(9).toString('base64url') + 'aA1!';
    const made = {
      id, commerceId: id,
      companyProfile: { tenantId: id, domain, companyName: billing.companyname, attributes: { objectType: 'CustomerCompanyProfile' } },
      billingProfile: {
        id: randomUUID(), email: billing.email, culture: billing.culture, language: billing.language, companyName: billing.companyname,
        defaultAddress: address, attributes: { etag: '1', objectType: 'CustomerBillingProfile' },
      },
      relationshipToPartner: 'reseller', allowDelegatedAccess: true, attributes: { objectType: 'Customer' },
    };
    const user = { id: randomUUID(), userPrincipalName: `admin@${domain}`, displayName: 'admin', state: 'active', attributes: { objectType: 'CustomerUser' } };
    this.customers.set(id, { ...made, users: [user], password, carts: new Map(), orders: [], subscriptions: [] });
    this.created.customers += 1;
    return { ...made, userCredentials: { userName: 'admin', password } };
  }

  find(filter) {
    const { field, value = '', operator = 'starts_with' } = lower(filter);
    const word = value.toLowerCase();
    const matches = (text) => (operator === 'substring' ? text.includes(word) : operator === 'equals' ? text === word : text.startsWith(word));
    return (this.lists ? [...this.customers.values()] : [])
      .filter((c) => matches((String(field).toLowerCase() === 'domain' ? c.companyProfile.domain : c.companyProfile.companyName).toLowerCase()))
      .map(({ id, companyProfile, relationshipToPartner, attributes }) => ({ id, companyProfile, relationshipToPartner, attributes }));
  }

  whole(id) {
    const { users, password, carts, orders, subscriptions, ...shown } = this.customer(id);
    return shown;
  }

  setPassword(customerId, userId, asked) {
    const customer = this.customer(customerId);
    const user = customer.users.find((u) => u.id === userId);
    if (!user) throw new Refusal(404, 60002, 'User not found.');
    const password = lower(asked).passwordprofile?.password;
    if (password) {
      customer.password = password;
      this.created.passwords += 1;
    }
    return { ...user, passwordProfile: { forceChangePassword: true, password: null } };
  }

  createCart(customerId, asked) {
    const customer = this.customer(customerId);
    const lines = lower(asked).lineitems ?? [];
    if (lines.length === 0) throw new Refusal(400, 2001, 'lineItems are missing.');
    for (const line of lines) {
      if (!(Number.isInteger(line.quantity) && line.quantity > 0)) throw new Refusal(400, 900275, 'Quantity out of range.');
      if (!/^P\d+[MY]$/.test(line.termduration ?? '') || !billings.includes(line.billingcycle)) throw new Refusal(400, 800107, 'No such term.');
      if (line.participants?.length && !lower(asked).partneronrecordattestationaccepted) throw new Refusal(400, 900206, 'Attestation missing.');
    }
    const cart = {
      id: randomUUID(), creationTimestamp: new Date().toISOString(), expirationTimestamp: new Date(Date.now() + 7 * 864e5).toISOString(), status: 'Active',
      lineItems: lines.map((line, at) => ({
        id: line.id ?? at, catalogItemId: line.catalogitemid, quantity: line.quantity, currencyCode: 'EUR', billingCycle: line.billingcycle,
        termDuration: line.termduration, participants: line.participants ?? [], orderGroup: this.refusedOffers.has(line.catalogitemid) ? `${at}` : line.billingcycle,
      })),
      attributes: { objectType: 'Cart' },
    };
    customer.carts.set(cart.id, cart);
    this.created.carts += 1;
    return cart;
  }

  cart(customerId, cartId) {
    const found = this.customer(customerId).carts.get(cartId);
    if (!found) throw new Refusal(404, 800008, 'Cart not found.');
    return found;
  }

  checkOut(customerId, cartId) {
    const customer = this.customer(customerId);
    const cart = this.cart(customerId, cartId);
    if (cart.status !== 'Active') throw new Refusal(400, 800065, 'The cart is checked out already.');
    const orders = [];
    const orderErrors = [];
    for (const group of new Set(cart.lineItems.map((line) => line.orderGroup))) {
      const lines = cart.lineItems.filter((line) => line.orderGroup === group);
      const code = lines.map((line) => this.refusedOffers.get(line.catalogItemId)).find(Boolean);
      if (code) orderErrors.push({ orderGroupId: group, code, description: 'Not sold.', attributes: { objectType: 'OrderError' } });
      else orders.push(this.order(customer, lines, lines[0].billingCycle));
    }
    if (orders.length > 0) cart.status = 'Completed';
    return { orders, ...(orderErrors.length > 0 && { orderErrors }), attributes: { objectType: 'CartCheckoutResult' } };
  }

  order(customer, lines, billingCycle) {
    const id = randomBytes(6).toString('hex');
    const creationDate = new Date().toISOString();
    const bought = lines.map((line) => ({
      id: randomUUID(), offerId: line.catalogItemId, quantity: line.quantity, status: 'active', orderId: id, termDuration: line.termDuration,
      billingCycle, creationDate, attributes: { objectType: 'Subscription' },
    }));
    const order = {
      id, alternateId: id, referenceCustomerId: customer.id, billingCycle, currencyCode: 'EUR', creationDate, status: 'completed',
      lineItems: lines.map((line, at) => ({
        lineItemNumber: at, offerId: line.catalogItemId, ...(this.namesSubscriptions && { subscriptionId: bought[at].id }),
        termDuration: line.termDuration, transactionType: 'New', quantity: line.quantity, partnerIdOnRecord: line.participants[0]?.value ?? null,
      })),
      attributes: { objectType: 'Order' },
    };
    customer.orders.push(order);
    customer.subscriptions.push(...bought);
    this.created.orders += 1;
    this.created.subscriptions += bought.length;
    return order;
  }

  /** An order from elsewhere that never gets a subscription. */
  orderElsewhere(domain, offer) {
    const [customer] = this.byDomain(domain);
    const line = { catalogItemId: offer, quantity: 1, termDuration: 'P1M', participants: [] };
    const { id } = this.order(customer, [line], 'monthly');
    customer.subscriptions = customer.subscriptions.filter((s) => s.orderId !== id);
  }

  /** What the tests and the chaos program compare with the portal. */
  state() {
    const customers = [...this.customers.values()];
    const counts = {};
    for (const { companyProfile: { domain } } of customers) counts[domain] = (counts[domain] ?? 0) + 1;
    return {
      created: this.created,
      duplicateDomains: Object.entries(counts).filter(([, count]) => count > 1).map(([domain]) => domain),
      customers: customers.map((c) => ({
        id: c.id, domain: c.companyProfile.domain, companyName: c.companyProfile.companyName, password: c.password, carts: c.carts.size,
        orders: c.orders.length,
        subscriptions: c.subscriptions.map(({ id, offerId, quantity, orderId }) => ({ id, offerId, quantity, orderId })),
      })),
    };
  }
}
