// The notes below the search box. Every text goes in by textContent.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".notes")
  root.replaceChildren(
    ...data.notes.map(({ text, offers }) =>
      node("div", { class: "note" }, [
        node("span", { text }),
        ...offers.map(({ label, search }) =>
          node("button", {
            type: "button",
            text: label,
            onClick: () => setTriggerValue("chosen", search),
          }),
        ),
      ]),
    ),
  )
}
