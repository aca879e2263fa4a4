"""The batch as Prefect tasks. Nothing else in the project imports Prefect."""
