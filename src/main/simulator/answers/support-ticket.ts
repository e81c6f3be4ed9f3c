export const supportTicket = [
  {
    intent: 'billing',
    urgency: 'high',
    reply:
      'Thank you for writing, and I am sorry about the double charge. I can see two payments for your subscription this month; the second has no invoice, which tells me it should not have been taken. I have started a refund for it, and it will be back on your card within three to five working days. Your subscription itself is not affected.',
  },
  {
    intent: 'billing',
    urgency: 'medium',
    reply:
      'You are right: your card was charged twice this month and only the first payment belongs to an invoice. I have asked our payments team to return the second one. You will get a confirmation by email today, and the money should reach your account by the end of the week. Nothing is left for you to do.',
  },
  {
    intent: 'billing',
    urgency: 'high',
    reply:
      'I am sorry about this. A retry in our payment system went through although the first attempt had already succeeded, so you paid twice. The duplicate is being refunded now and needs up to five working days to appear on your statement. If it is not there by then, answer this message and I will follow it up with the bank.',
  },
] as const;
