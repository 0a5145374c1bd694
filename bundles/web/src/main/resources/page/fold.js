// How an alert changes with an event of the log: as AlertLifecycle does it on the server.

/** The alert that an event begins, as the API shows it. */
export function begin(event) {
  return {
    id: event.alertId,
    kind: event.key.kind,
    severity: event.severity,
    state: 'OPEN',
    gateway: event.key.gateway,
    interface: event.key.interface,
    peerKey: event.key.peerKey,
    peerName: event.peerName,
    summary: event.summary,
    occurrences: 1,
    raisedAt: event.at,
    lastSeenAt: event.at,
    tags: event.tags ?? [],
  };
}

/** The alert after an event of its own; the same object where nothing changed, so also after one that it has already. */
export function apply(alert, event) {
  if (alert.state === 'RESOLVED') {
    return alert;
  }
  switch (event.type) {
    case 'Recurred':
      return event.at <= alert.lastSeenAt
        ? alert
        : { ...alert, summary: event.summary, occurrences: alert.occurrences + 1, lastSeenAt: event.at };
    case 'Acknowledged':
      return { ...alert, state: 'ACKNOWLEDGED', acknowledgedAt: event.at, acknowledgedBy: event.operator };
    case 'Unacknowledged':
      return { ...alert, state: 'OPEN', acknowledgedAt: undefined, acknowledgedBy: undefined };
    case 'Resolved':
      return { ...alert, state: 'RESOLVED', resolvedAt: event.at, resolvedBy: event.operator ?? 'tunnelwatch' };
    default:
      return alert;
  }
}
