// Asking the server, and asking again a server that was restarted for what the last one did not
// answer. The first run after a restart is cut short by a click, and at times loses what was clicked.

const INSISTS = 3
const PATIENCE = 4000

// `root` outlives the runs; `data` says of this run which claim is open, which session drew it, and
// how many picks that has acted on.
function asking(root, data, setTriggerValue) {
  const send = (name, value) => {
    root.sent = { name, value, shown: data.open }
    setTriggerValue(name, value)
  }
  const insist = ({ name, value }, times) => {
    send(name, value)
    const sent = root.sent
    const unheard = () => root.sent === sent && root.isConnected && insist(sent, times - 1)
    if (times) setTimeout(unheard, PATIENCE)
  }
  // A server that was restarted knows nothing of what the last one was asked for; but where that
  // claim is open, or by now another, it was answered, or a later click counts.
  const restarted = root.session && root.session !== data.session
  const asks = root.sent?.shown === data.open && root.sent.value !== data.open
  const unanswered = restarted && asks ? root.sent : null
  if (restarted || data.picks !== root.picks || !asks) root.sent = null
  root.session = data.session
  root.picks = data.picks
  return { send, again: () => unanswered && insist(unanswered, INSISTS) }
}
