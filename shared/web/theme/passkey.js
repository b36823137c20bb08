const form = document.querySelector("form[data-passkey]");
form.addEventListener("submit", async event => {
  event.preventDefault();
  const { passkey, way } = form.dataset, read = way == "get" ? "Request" : "Creation";
  try {
    const publicKey = PublicKeyCredential[`parse${read}OptionsFromJSON`](JSON.parse(passkey));
    form.answer.value = JSON.stringify(await navigator.credentials[way]({ publicKey }));
  } catch { form.answer.value = ""; }
  form.submit();
});
