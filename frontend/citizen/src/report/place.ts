import { ref } from 'vue'

const PATIENCE = 15_000

/** Asks the phone where it is, once, only when the person asks for it. Phones tell it to secure pages only. */
export function useHere() {
  const available = window.isSecureContext && 'geolocation' in navigator
  const looking = ref(false)
  const failed = ref(false)

  function look(found: (lon: number, lat: number) => void): void {
    looking.value = true
    failed.value = false
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        looking.value = false
        found(Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6)))
      },
      () => {
        looking.value = false
        failed.value = true
      },
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    )
  }

  return { available, looking, failed, look }
}
