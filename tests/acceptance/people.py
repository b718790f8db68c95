"""People at a browser."""


def sign_in(page, instance, user):
    """Sign in through the form, as the user of one of the instance's accounts."""
    page.goto(f"{instance.url}/login")
    page.locator("[name=__ac_name]").fill(user)
    page.locator("[name=__ac_password]").fill(instance.accounts[user]["password"])
    page.locator("button[name='buttons.login']").click()
    page.goto(instance.url)
