// Works while people read, so that a flood can be told from them. Without it a person looks first.
const form = document.querySelector("form[data-challenge]");
const { challenge, bits } = form.dataset, encoder = new TextEncoder(), AT_ONCE = 64;

const find = async () => {
  for (let first = 0; ; first += AT_ONCE) {
    const tries = Array.from({ length: AT_ONCE }, (_, index) => `${challenge}:${first + index}`);
    const hashes = await Promise.all(
      tries.map(text => crypto.subtle.digest("SHA-256", encoder.encode(text)))
    );
    const place = hashes.findIndex(hash => new DataView(hash).getUint32(0) >>> (32 - bits) === 0);
    if (place >= 0) return tries[place];
  }
};
const found = find().then(proof => { form.proof.value = proof; }, () => {});
form.addEventListener("submit", async event => {
  if (form.proof.value) return;
  event.preventDefault();
  form.querySelector("[role=status]").hidden = false;
  await found;
  form.submit();
});
