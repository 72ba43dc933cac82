/** The line after a way out: what happens now, and "Undo" for as long as it can be undone. */
import { Button } from '../Button'
import { useCard } from '../context'
import { exitLine } from '../exit-line'
import { inItsLanguage } from '../foreign-words'

export const Exit = () => {
  const card = useCard()
  const { exit } = card.flow
  if (!exit) return null
  return (
    <div class="exit">
      <p id="title" tabIndex={-1}>
        {inItsLanguage(card.foreignLanguage(`exit.${exit.way}`), exitLine(exit, card))}
      </p>
      {exit.from && <Button onClick={() => card.send({ type: 'undo' })}>{card.message('undo')}</Button>}
    </div>
  )
}
