import { useElementSize } from '@mantine/hooks'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExplainedClock } from '../../../../pipelines/sla/explain-clock.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { PAPER_PX, usePrinting } from '../../../lib/printing.ts'
import { LaneNames } from './lane-names.tsx'
import type { Model } from './model.ts'
import { Picture } from './picture.tsx'
import classes from './timeline.module.css'
import { TimelineLegend } from './timeline-legend.tsx'

const CLOSEST = 256
/** Beside the names of its lanes. */
const ON_PAPER_PX = PAPER_PX - 128

interface TimelinePictureProps {
  model: Model
  /** The clocks with their stretches; null while they are not known. */
  explained: readonly ExplainedClock[] | null
}

/** The picture of a conversation, as close as one likes. */
export function TimelinePicture({ model, explained }: TimelinePictureProps) {
  const { t } = useTranslation()
  const { ref, width } = useElementSize()
  const [zoom, setZoom] = useState(1)
  const printing = usePrinting()
  const drawn = printing ? Math.min(width, ON_PAPER_PX) : width * zoom
  return (
    <Section
      title={t('talk.timeline')}
      actions={
        <>
          <BarButton
            plain
            aria-label={t('talk.farther')}
            disabled={zoom === 1}
            icon={<IconMinus size={16} aria-hidden />}
            onClick={() => setZoom(zoom / 2)}
          />
          <BarButton
            plain
            aria-label={t('talk.closer')}
            disabled={zoom >= CLOSEST}
            icon={<IconPlus size={16} aria-hidden />}
            onClick={() => setZoom(zoom * 2)}
          />
        </>
      }
    >
      <div className={classes.frame}>
        <LaneNames model={model} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={classes.scroller} ref={ref} tabIndex={0} aria-label={t('talk.scroller')}>
          {width > 0 && <Picture model={model} explained={explained} width={drawn} />}
        </section>
      </div>
      <TimelineLegend model={model} />
    </Section>
  )
}
