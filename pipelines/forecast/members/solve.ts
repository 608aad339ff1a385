/**
 * Solves the symmetric positive definite system `a·x = b` by Cholesky, with a penalty for each unknown added to the diagonal. `a` is
 * row-major and only its lower triangle is read.
 */
export function solvePenalised(a: Float64Array, b: Float64Array, penalty: Float64Array): Float64Array {
  const n = b.length
  const l = Float64Array.from(a)
  for (let i = 0; i < n; i++) l[i * n + i] = (l[i * n + i] as number) + (penalty[i] as number)
  return cholesky(l, b)
}

function cholesky(l: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const x = Float64Array.from(b)
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = l[i * n + j] as number
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] as number) * (l[j * n + k] as number)
      if (i === j) l[j * n + j] = Math.sqrt(Math.max(sum, 1e-300))
      else l[i * n + j] = sum / (l[j * n + j] as number)
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = x[i] as number
    for (let k = 0; k < i; k++) sum -= (l[i * n + k] as number) * (x[k] as number)
    x[i] = sum / (l[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] as number
    for (let k = i + 1; k < n; k++) sum -= (l[k * n + i] as number) * (x[k] as number)
    x[i] = sum / (l[i * n + i] as number)
  }
  return x.map((value) => (Number.isFinite(value) ? value : 0))
}
