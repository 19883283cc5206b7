"""What is counted of a record stands beside it; the index is made anew on opening."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_table("record_index")
    metadata = MetaData(
        naming_convention={
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    Table("record", metadata, Column("n", Integer, primary_key=True))
    index = Table(
        "record_index",
        metadata,
        Column("n", Integer, primary_key=True),
        Column("record_n", Integer, ForeignKey("record.n"), nullable=False, unique=True),
        Column("text", Text, nullable=False),
        Column("names", Text, nullable=False),
        Column("expected", Integer, nullable=False),
        Column("present", Integer, nullable=False),
        Column("figures", Text, nullable=False),
        sqlite_strict=True,
    )
    index.create(op.get_bind())
    op.execute("DELETE FROM local WHERE key = 'index'")
