from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("participatory_budget", "0003_followers_follow_by_notices"),
    ]
    operations = [migrations.DeleteModel("Follower")]
