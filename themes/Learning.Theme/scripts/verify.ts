/** The verify page: a pasted number is tidied before it is sent, so that spaces and full-width digits do no harm. */
const number = document.querySelector<HTMLInputElement>('input[data-certificate-number]');

number?.addEventListener('change', () => {
  number.value = number.value.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();
});

export {};
