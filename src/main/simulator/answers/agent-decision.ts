export const agentDecision = [
  {
    action: 'delete_account',
    reply:
      'I have closed your account as you asked. Your data will be erased within thirty days, and until then you can change your mind by signing in once. Thank you for the time you spent with us; if there is something we should have done better, I would like to hear it.',
  },
  {
    action: 'delete_account',
    reply:
      'Your account is now scheduled for permanent deletion. You will receive a last email when it is done, at the latest in thirty days. Any remaining credit goes back to the card you paid with. I am sorry to see you go, and I wish you well.',
  },
  {
    action: 'delete_account',
    reply:
      'I understand, and I will not try to talk you out of it. Your account will be deleted for good, with all projects and files in it. If you want to keep anything, download it today under Settings, Export. After that there is no way to bring it back.',
  },
] as const;
